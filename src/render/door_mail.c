#include "render/door_mail.h"

#include "mail/mbox.h"

/* ------------------------------------------------------------------ life */

void door_mail_work(struct mioboe *m)
{
    struct door_mail *mail = m->mail;

    mail->unproven = (struct records){0};
    records_init(&mail->unproven, m->work);
    mail->found = (struct report_mails){.unproven = &mail->unproven};
}

struct records *door_mail_unproven(struct mioboe *m)
{
    if (!m->mail) {
        m->mail = arena_make(m->arena, struct door_mail);
        door_mail_work(m);
    }
    return &m->mail->unproven;
}

void door_mail_warn(struct mioboe *m, const struct source *source)
{
    *array_push(m->work, &m->mail->found.warnings) =
        (struct mail_warning){source->path, source->sender, source->claims, source->decided_by};
}

void door_mail_stored(struct mioboe *m)
{
    for (size_t i = 0; i < m->records.sources.len; i++) {
        const struct source *source = &m->records.sources.at[i];

        m->mail->count += slice_eq(source->format, SLICE("mail"));
        m->mail->found.unverified += source->trust == TRUST_UNKNOWN;
        if (source->trust == TRUST_FAKE)
            door_mail_warn(m, source);
    }
}

void door_mail_again(struct mioboe *m)
{
    if (m->mail)
        door_mail_work(m);
}

void door_mail_done(struct mioboe *m)
{
    if (m->mail && m->mail->done)
        m->mail->done(m->mail);
    m->mail = NULL;
}

bool door_mail_claims(struct slice bytes)
{
    return mbox_kind(mbox_message(bytes)) == MAIL_FILE_ONE;
}

void door_mail_report(struct mioboe *m, struct report *report)
{
    if (!m->mail || !m->mail->count)
        return;
    mails_find(report, m->work, &m->mail->found);
    report->mails = &m->mail->found;
}
