/* Finds and replaces values in a JSON text that is well-formed, without reading all of it into something. */

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

struct span { const char *begin, *end; };

static const char *skip_space(const char *at, const char *end) {
    while (at < end && strchr(" \t\r\n", *at)) at++;
    return at;
}

static const char *skip_string(const char *at, const char *end) {
    for (at++; at < end && *at != '"'; at++) if (*at == '\\') at++;
    return at < end ? at + 1 : end;
}

/* Behind the value that begins at `at`. */
static const char *skip_value(const char *at, const char *end) {
    if (at < end && *at == '"') return skip_string(at, end);
    int depth = 0;
    while (at < end) {
        if (*at == '"') { at = skip_string(at, end); continue; }
        if (*at == '{' || *at == '[') depth++;
        if (*at == '}' || *at == ']') {
            if (depth == 0) return at;
            if (--depth == 0) return at + 1;
        }
        if (*at == ',' && depth == 0) return at;
        at++;
    }
    return end;
}

/* The member of an object or an array that one part of a path names: its value, and all of it with its key. */
static int find_member(struct span in, const char *part, size_t length, struct span *value, struct span *whole) {
    const char *at = skip_space(in.begin, in.end);
    if (at >= in.end || (*at != '{' && *at != '[')) return 0;
    int is_object = *at == '{';
    long index = 0, wanted = is_object ? 0 : strtol(part, NULL, 10);
    at = skip_space(at + 1, in.end);
    while (at < in.end && *at != '}' && *at != ']') {
        const char *begin = at;
        int is_wanted = !is_object && index == wanted;
        if (is_object) {
            const char *key = at + 1;
            at = skip_string(at, in.end);
            is_wanted = (size_t)(at - 1 - key) == length && !memcmp(key, part, length);
            at = skip_space(skip_space(at, in.end) + 1, in.end);
        }
        const char *end = skip_value(at, in.end);
        if (is_wanted) {
            *value = (struct span){at, end};
            *whole = (struct span){begin, end};
            return 1;
        }
        at = skip_space(end, in.end);
        if (at < in.end && *at == ',') at = skip_space(at + 1, in.end);
        index++;
    }
    return 0;
}

/* The value at a path such as made/_0/slides/0/width. */
static int find_path(struct span in, const char *path, struct span *value, struct span *whole) {
    while (*path) {
        size_t length = strcspn(path, "/");
        if (!find_member(in, path, length, value, whole)) return 0;
        in = *value;
        path += length + (path[length] == '/');
    }
    return 1;
}

/* A new text with another value at a path, or, where `text` is null, without the member; null where there is no such
   path. */
static char *edited(const char *json, size_t length, const char *path, const char *text, size_t size, size_t *result) {
    struct span value, whole, in = {json, json + length};
    if (!find_path(in, path, &value, &whole)) return NULL;
    if (!text) {
        value = whole;
        const char *behind = skip_space(value.end, in.end);
        if (behind < in.end && *behind == ',') value.end = behind + 1;
        else while (value.begin > json && *value.begin != ',' && *(value.begin - 1) != '{' && *(value.begin - 1) != '[')
            value.begin--;
        size = 0;
    }
    size_t before = (size_t)(value.begin - json), after = (size_t)(in.end - value.end);
    char *made = malloc(before + size + after + 1);
    if (!made) return NULL;
    memcpy(made, json, before);
    if (size) memcpy(made + before, text, size);
    memcpy(made + before + size, value.end, after);
    *result = before + size + after;
    return made;
}
