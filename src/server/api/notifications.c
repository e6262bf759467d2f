// Messages to people, for those who run the server.
#include "store/notifications.h"
#include "server/request.h"

int notifications_list(request *rq) {
    list_page page;
    if (!page_or_reply(rq, order_notifications_newest, &page))
        return rq->status;
    record_list found = store_notifications_list(rq->db, rq->query, &page, rq->arena);
    return reply_page(rq, &type_notification, found, &page);
}
