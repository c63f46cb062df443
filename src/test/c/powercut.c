/*
 * A disk that forgets: preloaded into a process, it notes what each write to the files of one folder has overwritten, until
 * the file is synced. bench/power-cut kills the process and takes back what is noted, as a power cut takes what was never synced.
 *
 *   POWERCUT_DIR     the folder that is watched; -shm is not, since SQLite maps it and makes it anew
 *   POWERCUT_LOG     the folder of the notes: <file>.undo, and <file>.new for a file whose entry in the folder is not synced
 *   POWERCUT_NO_SYNC pretends that nothing was ever synced, to show that the loss is noticed
 *
 * A note is in the page cache before its write is, and signal 9 takes nothing from there: it needs no sync of its own.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define MOST_FDS 65536
#define SLOWNESS 10000

/* Before each write: where it begins, how long the file was, and how many bytes of it follow that are overwritten. */
struct note {
    uint64_t magic, offset, size, length, written;
};
#define MAGIC 0x6375745f6e6f7465ULL

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int notes[MOST_FDS]; /* by descriptor: that of its notes plus 1 */
static char *names[MOST_FDS];
static char watched[PATH_MAX];
static const char *folder;
static int no_sync;

__attribute__((constructor)) static void begin(void) {
    const char *dir = getenv("POWERCUT_DIR");
    folder = getenv("POWERCUT_LOG");
    no_sync = getenv("POWERCUT_NO_SYNC") != NULL;
    if (dir && folder && !realpath(dir, watched)) {
        perror(dir);
        _exit(70);
    }
}

/* What cannot be noted must not be written: the proof would be worth nothing. */
static void fail(const char *what) {
    perror(what);
    _exit(70);
}

static int is_watched(int fd) {
    return fd >= 0 && fd < MOST_FDS && notes[fd] > 0;
}

static void note_path(char *to, const char *name, const char *suffix) {
    if (snprintf(to, PATH_MAX, "%s/%s%s", folder, name, suffix) >= PATH_MAX) {
        fail("name");
    }
}

/* The name within the folder, or null for a file elsewhere. */
static const char *name_of(const char *path, char *real) {
    if (!watched[0] || !realpath(path, real)) {
        return NULL;
    }
    size_t length = strlen(watched);
    if (strncmp(real, watched, length) || real[length] != '/') {
        return NULL;
    }
    const char *name = real + length + 1;
    size_t end = strlen(name);
    return strchr(name, '/') || (end > 4 && !strcmp(name + end - 4, "-shm")) ? NULL : name;
}

static void watch(int fd, const char *path, int created) {
    char real[PATH_MAX], undo[PATH_MAX];
    struct stat about;
    const char *name = fd < 0 || fd >= MOST_FDS ? NULL : name_of(path, real);
    if (!name || fstat(fd, &about) || !S_ISREG(about.st_mode)) {
        return;
    }
    note_path(undo, name, ".undo");
    int log = (int) syscall(SYS_openat, AT_FDCWD, undo, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0) {
        fail(undo);
    }
    if (created) {
        char new[PATH_MAX];
        note_path(new, name, ".new");
        int mark = (int) syscall(SYS_openat, AT_FDCWD, new, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (mark < 0) {
            fail(new);
        }
        syscall(SYS_close, mark);
    }
    names[fd] = strdup(name);
    notes[fd] = log + 1;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    struct stat about;
    int created = watched[0] && (flags & O_CREAT) && stat(path, &about) != 0;
    int fd = (int) syscall(SYS_openat, at, path, flags, mode);
    if (fd >= 0 && watched[0] && (flags & (O_WRONLY | O_RDWR))) {
        pthread_mutex_lock(&lock);
        watch(fd, path, created);
        pthread_mutex_unlock(&lock);
    }
    return fd;
}

static void note(int fd, uint64_t offset, uint64_t written) {
    struct stat about;
    if (fstat(fd, &about)) {
        fail("fstat");
    }
    uint64_t size = (uint64_t) about.st_size;
    uint64_t length = offset >= size ? 0 : size - offset < written ? size - offset : written;
    char *bytes = malloc(sizeof(struct note) + length);
    struct note head = {MAGIC, offset, size, length, written};
    if (!bytes) {
        fail("malloc");
    }
    memcpy(bytes, &head, sizeof head);
    if (length && syscall(SYS_pread64, fd, bytes + sizeof head, length, offset) != (long) length) {
        fail("read what is overwritten");
    }
    long whole = (long) (sizeof head + length);
    if (syscall(SYS_write, notes[fd] - 1, bytes, whole) != whole) {
        fail("note");
    }
    free(bytes);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t offset) {
    if (!is_watched(fd)) {
        return syscall(SYS_pwrite64, fd, bytes, count, offset);
    }
    pthread_mutex_lock(&lock);
    note(fd, (uint64_t) offset, count);
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, count, offset);
    pthread_mutex_unlock(&lock);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    return pwrite64(fd, bytes, count, offset);
}

ssize_t write(int fd, const void *bytes, size_t count) {
    if (!is_watched(fd)) {
        return syscall(SYS_write, fd, bytes, count);
    }
    pthread_mutex_lock(&lock);
    note(fd, (uint64_t) syscall(SYS_lseek, fd, 0, SEEK_CUR), count);
    ssize_t done = syscall(SYS_write, fd, bytes, count);
    pthread_mutex_unlock(&lock);
    return done;
}

/* Of these none is known to be used on the journal; one that is would go unnoticed, so that it ends the process. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    if (is_watched(fd)) {
        fail("writev is not watched");
    }
    return syscall(SYS_writev, fd, parts, count);
}

int fallocate64(int fd, int mode, off64_t offset, off64_t length) {
    if (is_watched(fd)) {
        fail("fallocate is not watched");
    }
    return (int) syscall(SYS_fallocate, fd, mode, offset, length);
}

int fallocate(int fd, int mode, off_t offset, off_t length) {
    return fallocate64(fd, mode, offset, length);
}

int ftruncate64(int fd, off64_t size) {
    if (!is_watched(fd)) {
        return (int) syscall(SYS_ftruncate, fd, size);
    }
    struct stat about;
    pthread_mutex_lock(&lock);
    if (!fstat(fd, &about) && about.st_size > size) {
        note(fd, (uint64_t) size, (uint64_t) (about.st_size - size));
    } else {
        note(fd, (uint64_t) size, 0);
    }
    int done = (int) syscall(SYS_ftruncate, fd, size);
    pthread_mutex_unlock(&lock);
    return done;
}

int ftruncate(int fd, off_t size) {
    return ftruncate64(fd, size);
}

/* A synced folder keeps its new files; SQLite syncs it by a descriptor of the folder itself. */
static void keep_new_files(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || strncmp(path, watched, (size_t) length) || watched[length]) {
        return;
    }
    for (int any = 0; any < MOST_FDS; any++) {
        if (notes[any] && names[any]) {
            note_path(path, names[any], ".new");
            unlink(path);
        }
    }
}

static int synced(int fd, long call) {
    if (!watched[0] || no_sync) {
        return (int) syscall(call, fd);
    }
    struct stat about;
    usleep(SLOWNESS); /* of a disk, so that cuts hit what is not synced yet */
    pthread_mutex_lock(&lock);
    int done = (int) syscall(call, fd);
    if (!done && is_watched(fd)) {
        if (syscall(SYS_ftruncate, notes[fd] - 1, 0)) {
            fail("forget notes");
        }
    } else if (!done && !fstat(fd, &about) && S_ISDIR(about.st_mode)) {
        keep_new_files(fd);
    }
    pthread_mutex_unlock(&lock);
    return done;
}

int fsync(int fd) {
    return synced(fd, SYS_fsync);
}

int fdatasync(int fd) {
    return synced(fd, SYS_fdatasync);
}

int close(int fd) {
    if (is_watched(fd)) {
        pthread_mutex_lock(&lock);
        syscall(SYS_close, notes[fd] - 1);
        free(names[fd]);
        names[fd] = NULL;
        notes[fd] = 0;
        pthread_mutex_unlock(&lock);
    }
    return (int) syscall(SYS_close, fd);
}

/* Once it is gone there is nothing to take back. */
int unlink(const char *path) {
    char real[PATH_MAX], undo[PATH_MAX];
    const char *name = name_of(path, real);
    if (name) {
        note_path(undo, name, ".undo");
        syscall(SYS_unlinkat, AT_FDCWD, undo, 0);
        note_path(undo, name, ".new");
        syscall(SYS_unlinkat, AT_FDCWD, undo, 0);
    }
    return (int) syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

static mode_t mode_of(int flags, va_list more) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(more, mode_t) : 0;
}

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return opened(AT_FDCWD, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int at, const char *path, int flags, ...) { \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = mode_of(flags, more); \
        va_end(more); \
        return opened(at, path, flags, mode); \
    }
OPENAT(openat)
OPENAT(openat64)
