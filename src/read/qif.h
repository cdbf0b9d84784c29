#ifndef MIOBOE_READ_QIF_H
#define MIOBOE_READ_QIF_H

/*
 * Quicken Interchange Format, the account types CCard, Bank and Cash: lines that begin with a
 * letter, a row ends with
 * `^`.  The file names no currency: amounts with cents are taken for US dollars, others for yen.
 */

#include "read/read.h"

extern const struct reader qif_reader;

#endif
