// The models of the API as structs.
// Generated from api/*.def; `make generate` writes it anew.
// clang-format off
#pragma once
#include "tessera/models/common.h"
#include "tessera/models/health.h"
#include "tessera/models/teams.h"
#include "tessera/models/users.h"
#include "tessera/models/api_keys.h"
#include "tessera/models/me.h"
#include "tessera/models/repos.h"
#include "tessera/models/services.h"
#include "tessera/models/slack.h"
#include "tessera/models/assets.h"
#include "tessera/models/bulk.h"
#include "tessera/models/audit.h"
#include "tessera/models/search.h"
#include "tessera/models/contracts.h"
#include "tessera/models/proposals.h"
#include "tessera/models/registrations.h"
#include "tessera/models/schemas.h"
#include "tessera/models/discovery.h"
#include "tessera/models/graph.h"
#include "tessera/record.h"
