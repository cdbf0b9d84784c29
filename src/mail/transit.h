#ifndef MIOBOE_MAIL_TRANSIT_H
#define MIOBOE_MAIL_TRANSIT_H

/*
 * What servers and mail programs do to a message on its way to the reader: it breaks signatures and
 * is no forgery.
 */

#include "mail/header.h"

/*
 * Where a link leads on that a mail gateway has rewritten to ask itself first: Microsoft's Safe
 * Links (`…safelinks.protection.outlook.com/?url=`, as its documentation shows) and Proofpoint's
 * URL Defense (`urldefense.proofpoint.com/v1`, `/v2`, `urldefense.com/v3/__…__`).  ${href} is one
 * as link_url.h gives it.  Return false where it is none of these, or where it does not tell; one
 * that tells twice does not.  Links that were rewritten several times are followed up to
 * TRANSIT_MAX_HOPS.
 */
#define TRANSIT_MAX_HOPS 4
/* Whether ${host}, as written, is one of a gateway: transit_target() need not be asked of others.
 */
bool transit_is_gateway(struct slice host);
bool transit_target(struct slice href, struct arena *arena, struct slice *ret);

/* ${subject}, decoded, begins with the tag of a filter: [SPAM], [meiwaku], 【外部】, [EXTERNAL] …
 */
bool transit_is_tagged(struct slice subject);

/*
 * A server that keeps no messages as they came, and writes a new one when it is asked for it, has
 * left its fields: Exchange (X-MS-Exchange-Organization-*, X-MS-TNEF-Correlator), Notes
 * (X-MIMETrack).
 */
bool transit_is_rebuilt(const struct raw_message *message);

/* A line of ${body} begins with `>From `: what mboxes and some servers write for `From `. */
bool transit_is_escaped(struct slice body);

#endif
