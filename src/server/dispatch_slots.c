#include "server/dispatch_slots.h"
#include "net/thread_signals.h"

void dispatch_slots_set_up(dispatch_slots *s, const dispatch_sending *sending, size_t count, void (*done)(void *data),
                           void *done_data) {
    *s = (dispatch_slots){.sending = *sending, .count = count, .done = done, .done_data = done_data};
    pthread_mutex_init(&s->mutex, NULL);
    pthread_cond_init(&s->ready, NULL);
}

dispatch_slot *dispatch_slots_free_one(dispatch_slots *s) {
    dispatch_slot *found = NULL;
    pthread_mutex_lock(&s->mutex);
    for (size_t i = 0; i < s->count && found == NULL; i++)
        if (s->slots[i].state == SLOT_FREE)
            found = &s->slots[i];
    pthread_mutex_unlock(&s->mutex);
    if (found == NULL)
        return NULL;
    arena_free(found->arena);
    *found = (dispatch_slot){.state = SLOT_FREE, .arena = arena_new(0)};
    return found;
}

size_t dispatch_slots_look(dispatch_slots *s, dispatch_glance out[DISPATCH_SLOTS_MAXIMUM]) {
    size_t count = 0;
    pthread_mutex_lock(&s->mutex);
    for (size_t i = 0; i < s->count; i++)
        if (s->slots[i].state != SLOT_FREE)
            out[count++] = (dispatch_glance){s->slots[i].id, s->slots[i].destination, s->slots[i].lane};
    pthread_mutex_unlock(&s->mutex);
    return count;
}

bool dispatch_is_among(const uuid *id, const dispatch_glance *glances, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (uuid_equal(id, &glances[i].id))
            return true;
    return false;
}

size_t dispatch_slots_under_way(dispatch_slots *s) {
    size_t count = 0;
    pthread_mutex_lock(&s->mutex);
    for (size_t i = 0; i < s->count; i++)
        count += s->slots[i].state == SLOT_READY || s->slots[i].state == SLOT_RUNNING;
    pthread_mutex_unlock(&s->mutex);
    return count;
}

bool dispatch_slot_is_done(dispatch_slots *s, const dispatch_slot *slot) {
    pthread_mutex_lock(&s->mutex);
    bool done = slot->state == SLOT_DONE;
    pthread_mutex_unlock(&s->mutex);
    return done;
}

void dispatch_slots_take_back(dispatch_slots *s, dispatch_slot *slot) {
    pthread_mutex_lock(&s->mutex);
    slot->state = SLOT_FREE;
    pthread_mutex_unlock(&s->mutex);
}

// --- threads ---------------------------------------------------------------------------------------------------------

// With the mutex. NULL: the end.
static dispatch_slot *take(dispatch_slots *s) {
    for (;;) {
        for (size_t i = 0; i < s->count; i++)
            if (s->slots[i].state == SLOT_READY) {
                s->slots[i].state = SLOT_RUNNING;
                return &s->slots[i];
            }
        if (s->ending)
            return NULL;
        s->resting++;
        pthread_cond_wait(&s->ready, &s->mutex);
        s->resting--;
    }
}

static void *sender_main(void *data) {
    dispatch_slots *s = data;
    const dispatch_sending *sending = &s->sending;
    thread_block_signals();
    pthread_setname_np(pthread_self(), sending->thread);
    void *line = sending->line_open(sending->data);
    pthread_mutex_lock(&s->mutex);
    for (dispatch_slot *slot; (slot = take(s)) != NULL;) {
        pthread_mutex_unlock(&s->mutex);
        sending->send(slot, line, sending->data);
        pthread_mutex_lock(&s->mutex);
        slot->state = SLOT_DONE;
        pthread_mutex_unlock(&s->mutex);
        s->done(s->done_data);
        pthread_mutex_lock(&s->mutex);
    }
    pthread_mutex_unlock(&s->mutex);
    sending->line_close(line, sending->data);
    return NULL;
}

void dispatch_slots_submit(dispatch_slots *s, dispatch_slot *slot) {
    pthread_mutex_lock(&s->mutex);
    slot->state = SLOT_READY;
    unsigned waiting = 0;
    for (size_t i = 0; i < s->count; i++)
        waiting += s->slots[i].state == SLOT_READY;
    // A thread that cannot be had is done without: the others will come to it.
    if (waiting > s->resting && s->threads < s->count &&
        pthread_create(&s->thread[s->threads], NULL, sender_main, s) == 0)
        s->threads++;
    pthread_cond_signal(&s->ready);
    pthread_mutex_unlock(&s->mutex);
}

void dispatch_slots_end(dispatch_slots *s) {
    pthread_mutex_lock(&s->mutex);
    s->ending = true;
    pthread_cond_broadcast(&s->ready);
    pthread_mutex_unlock(&s->mutex);
    for (unsigned i = 0; i < s->threads; i++)
        pthread_join(s->thread[i], NULL);
}

void dispatch_slots_clear(dispatch_slots *s) {
    for (size_t i = 0; i < s->count; i++)
        arena_free(s->slots[i].arena);
    pthread_cond_destroy(&s->ready);
    pthread_mutex_destroy(&s->mutex);
}
