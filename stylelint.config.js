/*
 * The floor of the theme's styles: the browsers of package.json's "browserslist", the oldest that are met inside
 * WeChat. What they do not know has to stand in @supports, or be named here because nothing is lost without it.
 */

/* A browser that does not know one of these shows plainer pages, and nothing else. */
const NO_HARM = [
  "at-rules.media.forced-colors",
  "at-rules.page",
  "at-rules.page.size",
  "properties.accent-color",
  "properties.resize",
  "properties.scroll-behavior",
  "properties.scroll-padding-top",
  "properties.scrollbar-width",
  "properties.text-decoration-thickness",
  "properties.text-size-adjust",
  "properties.text-spacing-trim",
  "properties.text-underline-offset",
  "properties.text-wrap",
  "selectors.user-invalid",
];

/* Old ones draw it with square corners. */
const NEARLY_THERE = ["properties.outline"];

/* Without it the browser's own ring shows what has the focus. A rule that takes that ring away must not need it:
   `:focus:not(:focus-visible)`, or `@supports selector(…)`. */
const FOCUS = ["selectors.focus-visible"];

export default {
  plugins: ["stylelint-browser-compat"],
  reportDescriptionlessDisables: true,
  reportNeedlessDisables: true,
  rules: {
    "plugin/browser-compat": [true, { allow: { features: [...NO_HARM, ...NEARLY_THERE, ...FOCUS] } }],
    "block-no-empty": true,
    "color-no-invalid-hex": true,
    "custom-property-no-missing-var-function": true,
    "declaration-block-no-duplicate-properties": [true, { ignore: ["consecutive-duplicates-with-different-values"] }],
    "declaration-block-no-shorthand-property-overrides": true,
    "no-invalid-position-at-import-rule": true,
    "property-no-unknown": true,
    "selector-pseudo-class-no-unknown": true,
    "selector-pseudo-element-no-unknown": true,
    "unit-no-unknown": true,
  },
};
