// Follow what happens, and go on behind the last event after a break: the place is kept in a file.
// Usage: follow FILE [COUNT], where the place is kept, and how many events to tell of; else for ever
#include <stdio.h>
#include <stdlib.h>
#include <tessera.h>

// The first time with the first event of all.
static const char *read_place(const char *path, char *place, int size) {
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return "0";
    const char *kept = fgets(place, size, file);
    fclose(file);
    return kept == NULL ? "0" : kept;
}

static bool keep_place(const char *path, const char *place) {
    FILE *file = fopen(path, "w");
    bool kept = file != NULL && fputs(place, file) >= 0;
    return (file == NULL || fclose(file) == 0) && kept;
}

int main(int argument_count, char **arguments) {
    char place[32], line[512];
    tessera_error error;
    tessera_event event;
    if (argument_count < 2)
        return 2;
    long left = argument_count > 2 ? strtol(arguments[2], NULL, 10) : -1;
    TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
    tessera_events_options options = {.struct_size = sizeof options};
    options.after = read_place(arguments[1], place, sizeof place);
    TESSERA_AUTO(tessera_events) events = client == NULL ? NULL : tessera_events_new(client, &options);
    if (events == NULL) {
        fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
        return 1;
    }
    for (; left != 0; left -= left > 0) {
        if (tessera_events_next(events, &event, &error) != TESSERA_OK) {
            fprintf(stderr, "%s\n", tessera_error_format(&error, line, sizeof line));
            return 1;
        }
        printf("%s %s %s\n", event.number, event.type, event.event->entity_id);
        fflush(stdout);
        // What was made of the event is done: a crash before this line tells of it once more, one behind it does not.
        if (!keep_place(arguments[1], event.number))
            return 1;
    }
    return 0;
}
