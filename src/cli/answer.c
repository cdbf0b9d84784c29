#include "cli/answer.h"

#include "cli/language.h"
#include "cli/standard_output.h"
#include "cli/terminal.h"
#include "render/report_csv.h"
#include "render/report_json.h"

void answer_print(struct job *job, void (*text)(struct page *page, const struct report *report,
                                                const struct job *job))
{
    const struct options *options = job->options;
    const struct report *report = door_report(job->mioboe);
    struct output out;
    struct printer printer;
    struct page page = {.out = &out,
                        .arena = job->arena,
                        .width = terminal_width(options),
                        .color = terminal_has_color(options),
                        .japanese = language_is_japanese()};

    standard_output_init(&out);
    if (options->format == FORMAT_JSON) {
        printer = printer_json(&out);
        report_json_write(
            &printer, report,
            &(struct report_json_opts){.filter = &options->filter, .cases = job->cases},
            job->arena);
    } else if (options->format == FORMAT_CSV) {
        printer = printer_csv(&out);
        report_csv_write(&printer, report, &options->filter, &page);
    } else {
        text(&page, report, job);
    }
    output_done(&out);
}
