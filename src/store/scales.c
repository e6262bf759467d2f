// The bounds of what is counted by size and by time.
#include "store/store.h"

const histogram_scale store_group_scale = {10, {1, 2, 4, 8, 16, 32, 64, 128, 256, 512}};
const histogram_scale store_time_scale = {
    15, {100, 250, 500, 1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000, 1000000, 2500000, 10000000}};
