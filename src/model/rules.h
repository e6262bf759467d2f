// Format rules of fields and rules over whole models, named in api/models.def.
#pragma once
#include "base/record.h"

// record_rule: letters, digits, "_", "-" and blanks; starts and ends with a letter or digit.
bool rule_team_name(const record_context *context, void *slot, record_failure *failure);
// record_rule: starts with a letter, ends with a letter or digit; ".", "_" and "-" inside.
bool rule_username(const record_context *context, void *slot, record_failure *failure);
// record_rule: ASCII letters, blanks, "-" and "'"; starts and ends with a letter.
bool rule_person_name(const record_context *context, void *slot, record_failure *failure);
// record_rule: an address (RFC 5321 syntax, restricted); reduced to the bare address, trimmed, lower-cased.
bool rule_email(const record_context *context, void *slot, record_failure *failure);
// record_rule: two or more dot-separated segments of letters, digits and "_", none starting with a digit.
bool rule_fqn(const record_context *context, void *slot, record_failure *failure);
// record_rule: N.N.N with an optional pre-release and build part.
bool rule_version(const record_context *context, void *slot, record_failure *failure);
// record_rule: N.N.N and nothing else.
bool rule_release(const record_context *context, void *slot, record_failure *failure);
// record_rule: the limits of size, properties and depth of a submitted schema.
bool rule_schema(const record_context *context, void *slot, record_failure *failure);
// The same limits for any schema; `limits` are by model_setting. False: `*message` says which one it passes.
bool schema_within_limits(const record_limits *limits, arena *a, const json_value *schema, const char **message);

// record_rule: more than white space.
bool rule_reason(const record_context *context, void *slot, record_failure *failure);
// record_rule: the name of an environment: no control characters, and more than white space.
bool rule_environment(const record_context *context, void *slot, record_failure *failure);
// record_rule: a time to come, not further ahead than a setting says.
bool rule_deadline(const record_context *context, void *slot, record_failure *failure);

// record_rules of JSON whose size a setting bounds, as compact text: free data, what a contract says of its fields, guarantees.
bool rule_free_data(const record_context *context, void *slot, record_failure *failure);
bool rule_field_metadata(const record_context *context, void *slot, record_failure *failure);
bool rule_guarantee(const record_context *context, void *slot, record_failure *failure);
// record_rule: one tag of a list; settings bound its length and that of all together.
bool rule_tag(const record_context *context, void *slot, record_failure *failure);
// record_rule: a text to filter by, in which % and _ are wildcards; a setting bounds how many.
bool rule_pattern(const record_context *context, void *slot, record_failure *failure);

// record_rule: a text that cursor_print wrote.
bool rule_cursor(const record_context *context, void *slot, record_failure *failure);

// record_rule: a name that is not blank.
bool rule_repo_name(const record_context *context, void *slot, record_failure *failure);
// record_rule: a name that is not blank.
bool rule_api_key_name(const record_context *context, void *slot, record_failure *failure);
// record_rule: https://... or git@...
bool rule_git_url(const record_context *context, void *slot, record_failure *failure);
// record_rule: the name of a branch: letters, digits, blanks and ".", "_", "/", "-", first a letter or digit, no "..".
bool rule_branch_name(const record_context *context, void *slot, record_failure *failure);
// record_rule: a path none of whose components is "..".
bool rule_spec_path(const record_context *context, void *slot, record_failure *failure);

// record_rule: the id of a channel in Slack: C, then capital letters and digits.
bool rule_slack_channel(const record_context *context, void *slot, record_failure *failure);
// record_rule: a token as it may stand in a header: visible ASCII characters, or none.
bool rule_slack_token(const record_context *context, void *slot, record_failure *failure);

// record_rule: a field of data, as a dotted path or a JSON pointer.
bool rule_field_path(const record_context *context, void *slot, record_failure *failure);

// record_rule: details of a run of quality checks, of at most 102400 characters.
bool rule_audit_details(const record_context *context, void *slot, record_failure *failure);
// record_rule: free data of one check: single values, of at most 10240 characters together.
bool rule_audit_metadata(const record_context *context, void *slot, record_failure *failure);
// record_rule: at most 1000 of them.
bool rule_guarantee_results(const record_context *context, void *slot, record_failure *failure);

// A service is set or left, not both.
const char *asset_update_rule(const void *record);
// Bots have no passwords.
const char *user_create_rule(const void *record);
const char *user_update_rule(const void *record);
// An answer is given in one of two ways.
const char *acknowledgment_create_rule(const void *record);
// A pin is set or taken away, not both.
const char *registration_update_rule(const void *record);
// Messages go one of two ways, and tell of something.
const char *slack_config_create_rule(const void *record);
const char *slack_config_update_rule(const void *record);
