#include "render/pdf_line.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

/*
 * Only the machine's fonts and caches, not its settings and not the user's: the same paper
 * everywhere.
 */
static const char settings[] = "<?xml version=\"1.0\"?><fontconfig>"
                               "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
                               "<dir prefix=\"xdg\">fonts</dir>"
                               "<cachedir>/var/cache/fontconfig</cachedir>"
                               "<cachedir prefix=\"xdg\">fontconfig</cachedir>"
                               "</fontconfig>";

/* Fonts with Japanese, the best first. */
static const char *const families[] = {"Noto Sans CJK JP", "Noto Sans JP", "IPAexGothic",
                                       "IPAGothic",        "TakaoPGothic", "VL PGothic"};

static FcConfig *load_settings(void)
{
    FcConfig *config = FcConfigCreate();

    if (config && FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)settings, FcTrue) &&
        FcConfigBuildFonts(config))
        return config;
    if (config)
        FcConfigDestroy(config);
    return NULL;
}

static bool has_family(FcConfig *config, const char *family)
{
    FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, (char *)NULL);
    FcObjectSet *objects = FcObjectSetBuild(FC_FAMILY, (char *)NULL);
    FcFontSet *found = FcFontList(config, pattern, objects);
    bool has = found && found->nfont > 0;

    if (found)
        FcFontSetDestroy(found);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return has;
}

static void make_context(struct drawing *d)
{
    cairo_font_options_t *options = cairo_font_options_create();

    d->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(d->fonts), d->font_config);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(d->fonts), 72);
    d->context = pango_font_map_create_context(d->fonts);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(d->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_language(d->context,
                               pango_language_from_string(d->document->japanese ? "ja" : "en"));
    pango_context_set_round_glyph_positions(d->context, FALSE);
}

int drawing_init(struct drawing *d, struct err *reterr)
{
    FcConfig *config = load_settings();

    for (size_t i = 0; config && i < sizeof(families) / sizeof(families[0]) && !d->family; i++)
        if (has_family(config, families[i]))
            d->family = families[i];
    if (!d->family) {
        if (config)
            FcConfigDestroy(config);
        return err_set(reterr, ERR_IO, 0,
                       SLICE("no Japanese font (Debian package fonts-noto-cjk)"));
    }
    d->font_config = config;
    make_context(d);
    return 0;
}

void drawing_done(struct drawing *d)
{
    g_object_unref(d->context);
    g_object_unref(d->fonts);
    FcConfigDestroy(d->font_config);
}
