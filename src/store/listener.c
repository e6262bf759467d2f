#include "store/store_engine.h"

void store_listen(store *s, const store_listener *listener) {
    atomic_store_explicit(&s->listener, listener, memory_order_release);
}

void store_tell(store *s, unsigned marks) {
    const store_listener *listener = marks == 0 ? NULL : atomic_load_explicit(&s->listener, memory_order_acquire);
    if (listener != NULL)
        listener->told(listener->data, marks);
}
