#ifndef MIOBOE_WEB_HANDLERS_H
#define MIOBOE_WEB_HANDLERS_H

/* The functions that the table of routes names; docs/api/openapi.yaml says what each answers. */

struct request;

/* web/signing.c */
void session_get(struct request *request);
void session_post(struct request *request);
void session_delete(struct request *request);

/* web/secret.c */
void password_post(struct request *request);

/* web/state.c */
void state_get(struct request *request);

/* web/charges.c */
void charges_get(struct request *request);
void charge_get(struct request *request);
void months_get(struct request *request);

/* web/parts.c: parts of the report as they are. */
void report_get(struct request *request);
void sources_get(struct request *request);
void recurring_get(struct request *request);
void expected_get(struct request *request);
void warnings_get(struct request *request);

/* web/mails.c */
void mail_post(struct request *request);

/* web/papers.c: files that a command makes: papers as PDF, the zip, the calendar. */
void paper_post(struct request *request);
void bundle_post(struct request *request);
void calendar_get(struct request *request);

#endif
