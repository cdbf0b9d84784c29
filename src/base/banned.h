#ifndef MIOBOE_BASE_BANNED_H
#define MIOBOE_BASE_BANNED_H

/*
 * Calls that do not compile here; the compiler's message names what to use instead.
 * meson.build puts this file before every source (-include), so no file can forget it.
 *
 * The headers that declare these names come first: afterwards their declarations would not compile.
 */
#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* Write beyond their buffer, or leave it without an end. */
#undef strcpy
#undef strncpy
#undef strcat
#undef strncat
#undef stpcpy
#undef sprintf
#undef vsprintf
#undef gets
#define strcpy(...) BANNED_strcpy_use_memcpy_with_a_known_length
#define strncpy(...) BANNED_strncpy_use_memcpy_with_a_known_length
#define strcat(...) BANNED_strcat_use_arena_join
#define strncat(...) BANNED_strncat_use_arena_join
#define stpcpy(...) BANNED_stpcpy_use_memcpy_with_a_known_length
#define sprintf(...) BANNED_sprintf_use_snprintf
#define vsprintf(...) BANNED_vsprintf_use_vsnprintf
#define gets(...) BANNED_gets_use_getline

/* Keep hidden state, or cannot say that the text was no number. */
#undef strtok
#undef atoi
#undef atol
#undef atoll
#undef atof
#undef rand
#define strtok(...) BANNED_strtok_use_slice_cut
#define atoi(...) BANNED_atoi_cannot_report_errors
#define atol(...) BANNED_atol_cannot_report_errors
#define atoll(...) BANNED_atoll_cannot_report_errors
#define atof(...) BANNED_atof_cannot_report_errors_and_money_is_int64
#define rand(...) BANNED_rand_is_handed_in_as_a_seed

/* A date is a day number (base/day.h), never a time_t or struct tm. */
#undef gmtime
#undef localtime
#undef ctime
#undef asctime
#undef mktime
#define gmtime(...) BANNED_gmtime_use_base_day_or_gmtime_r
#define localtime(...) BANNED_localtime_use_localtime_r_in_the_shell
#define ctime(...) BANNED_ctime_use_base_day
#define asctime(...) BANNED_asctime_use_base_day
#define mktime(...) BANNED_mktime_use_base_day

/*
 * In the pure folders: no memory but the arena's, no output, no clock, environment or locale.
 * tools/check-pure holds the same on the finished libraries.
 */
#ifdef MIOBOE_PURE
#undef malloc
#undef calloc
#undef realloc
#undef free
#undef strdup
#undef strndup
#undef alloca
#define malloc(...) BANNED_malloc_use_the_arena
#define calloc(...) BANNED_calloc_use_the_arena
#define realloc(...) BANNED_realloc_use_the_arena
#define free(...) BANNED_free_use_the_arena
#define strdup(...) BANNED_strdup_use_arena_copy
#define strndup(...) BANNED_strndup_use_arena_copy
#define alloca(...) BANNED_alloca_use_the_arena

#undef printf
#undef fprintf
#undef snprintf
#undef vsnprintf
#undef puts
#undef fputs
#undef putchar
#undef fopen
#undef fread
#undef fwrite
#undef perror
#define printf(...) BANNED_printf_the_engine_does_not_print
#define fprintf(...) BANNED_fprintf_the_engine_does_not_print
#define snprintf(...) BANNED_snprintf_depends_on_the_locale_use_arena_number
#define vsnprintf(...) BANNED_vsnprintf_depends_on_the_locale_use_arena_number
#define puts(...) BANNED_puts_the_engine_does_not_print
#define fputs(...) BANNED_fputs_the_engine_does_not_print
#define putchar(...) BANNED_putchar_the_engine_does_not_print
#define fopen(...) BANNED_fopen_the_engine_is_handed_bytes
#define fread(...) BANNED_fread_the_engine_is_handed_bytes
#define fwrite(...) BANNED_fwrite_the_engine_does_not_print
#define perror(...) BANNED_perror_use_struct_err

#undef getenv
#undef time
#undef clock
#undef setlocale
#undef exit
#undef abort
#undef qsort
#undef strtol
#undef strtoul
#undef strtoll
#undef strtoull
#undef strtod
#define getenv(...) BANNED_getenv_the_engine_is_handed_options
#define time(...) BANNED_time_the_engine_is_handed_the_day
#define clock(...) BANNED_clock_the_engine_is_handed_the_day
#define setlocale(...) BANNED_setlocale_belongs_to_the_shell
#define exit(...) BANNED_exit_return_an_error
#define abort(...) BANNED_abort_return_an_error
#define qsort(...) BANNED_qsort_allocates_and_is_not_stable
#define strtol(...) BANNED_strtol_depends_on_the_locale
#define strtoul(...) BANNED_strtoul_depends_on_the_locale
#define strtoll(...) BANNED_strtoll_depends_on_the_locale
#define strtoull(...) BANNED_strtoull_depends_on_the_locale
#define strtod(...) BANNED_strtod_money_is_int64

#undef isalpha
#undef isdigit
#undef isalnum
#undef isspace
#undef isupper
#undef islower
#undef ispunct
#undef toupper
#undef tolower
#define isalpha(...) BANNED_isalpha_depends_on_the_locale
#define isdigit(...) BANNED_isdigit_depends_on_the_locale
#define isalnum(...) BANNED_isalnum_depends_on_the_locale
#define isspace(...) BANNED_isspace_depends_on_the_locale
#define isupper(...) BANNED_isupper_depends_on_the_locale
#define islower(...) BANNED_islower_depends_on_the_locale
#define ispunct(...) BANNED_ispunct_depends_on_the_locale
#define toupper(...) BANNED_toupper_depends_on_the_locale
#define tolower(...) BANNED_tolower_depends_on_the_locale
#endif

#endif
