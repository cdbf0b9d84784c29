#ifndef MIOBOE_WEB_REPLY_H
#define MIOBOE_WEB_REPLY_H

/* Answers.  Each request gets one; one that waits is woken by it. */

#include "render/output.h"
#include "web/request.h"

/* The bytes of ${out}, which is done afterwards; compressed where the client takes that. */
void reply_output(struct request *request, unsigned status, const char *type, struct output *out);

/* A copy of ${json}. */
void reply_json(struct request *request, unsigned status, struct slice json);

/* As reply_output(), with an ETag; 304 where the client has it.  ${tag} is copied. */
void reply_tagged(struct request *request, struct slice tag, const char *type, struct output *out);

/* The ETag that this client is told for ${tag}; in the request's arena. */
const char *reply_tag(struct request *request, struct slice tag);

/* Whether the client has what ${tag} names; then 304 is the answer. */
bool reply_is_known(struct request *request, struct slice tag);

/* 204. */
void reply_nothing(struct request *request);

/* A file (taken over) of ${len} bytes, as a download called ${name}. */
void reply_file(struct request *request, const char *type, const char *name, int fd, uint64_t len);

/* A problem with the sentence of its kind, or with ${detail}. */
void reply_problem(struct request *request, enum problem problem);
void reply_problem_said(struct request *request, enum problem problem, struct slice detail);

/* As reply_problem_said(), with what was still answered (JSON; empty = nothing). */
void reply_partial(struct request *request, enum problem problem, struct slice detail,
                   struct slice partial);

/* An answer made otherwise; headers of every answer are added.  Taken over. */
void reply_with(struct request *request, unsigned status, struct MHD_Response *response);

/* One more header of an answer that is made already. */
void reply_header(struct request *request, const char *name, const char *value);

#endif
