/* Preloaded, has every sync of a file take SLOW_MS longer while the file SLOW_WHILE exists. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void wait_if_slow(void) {
  const char *mark = getenv("SLOW_WHILE"), *text = getenv("SLOW_MS");
  if (mark == 0 || text == 0 || access(mark, F_OK) != 0) return;
  long ms = atol(text);
  struct timespec left = {ms / 1000, (ms % 1000) * 1000000L};
  nanosleep(&left, 0);
}

int fsync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  wait_if_slow();
  return real(file);
}

int fdatasync(int file) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  wait_if_slow();
  return real(file);
}
