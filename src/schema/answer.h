// An answer that may not be found, or not at the price that is set.
#pragma once

typedef enum answer { ANSWER_NO, ANSWER_YES, ANSWER_UNKNOWN } answer;
