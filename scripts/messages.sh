#!/bin/sh
# Brings the .po files of the default theme up to its templates: new texts are added untranslated (a test then fails
# until they are translated), texts that no template has any more are dropped. The catalogues hold no dates, so that
# a run that finds nothing new changes nothing. English is what templates say themselves: its catalogue stays as it is.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

locale=themes/default/locale
template=$(mktemp)
trap 'rm -f "$template"' EXIT

.venv/bin/pybabel -q extract -F pyproject.toml --omit-header --sort-output --no-location --no-wrap \
    -k label --add-comments=i18n: --strip-comments -o "$template" .
for catalogue in "$locale"/*/LC_MESSAGES/*.po; do
    [ -f "$catalogue" ] || die "there is no catalogue in $locale to update"
    language=$(basename "$(dirname "$(dirname "$catalogue")")")
    [ "$language" != en ] || continue
    .venv/bin/pybabel -q update -i "$template" -o "$catalogue" -l "$language" --ignore-obsolete --no-fuzzy-matching \
        --no-wrap --ignore-pot-creation-date
    awk -v RS= -v file="$catalogue" \
        '/\nmsgstr(\[0\])? ""$/ { sub(/\nmsgstr.*/, ""); print "to be translated in " file ": " $0 }' "$catalogue"
done
