#ifndef MIOBOE_CLI_PAGE_OPEN_H
#define MIOBOE_CLI_PAGE_OPEN_H

/*
 * Have the person's browser open ${url}, where there is a screen.  The browser is given a file in
 * ${folder} that leads there, for its words can be seen by every user of the machine.
 */
void page_open(const char *folder, const char *url);

#endif
