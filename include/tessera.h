// libtessera: the C client of the Tessera data-contract server. This header is all that a program includes.
//
//     TESSERA_AUTO(tessera_client) client = tessera_client_new(NULL, &error);
//     TESSERA_AUTO(tessera_team) team = NULL;
//     if (tessera_teams_create(client, &(tessera_team_create){.name = "data-platform"}, &team, &error) != TESSERA_OK)
//         return complain(&error);
#pragma once
#include "tessera/calls.h"
#include "tessera/client.h"
#include "tessera/common.h"
#include "tessera/enums.h"
#include "tessera/events.h"
#include "tessera/find.h"
#include "tessera/future.h"
#include "tessera/models.h"
#include "tessera/schema.h"
#include "tessera/webhook.h"
