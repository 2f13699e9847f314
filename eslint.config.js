/*
 * The theme's scripts: likely faults, and what the oldest browsers of package.json's "browserslist" do not know. The
 * language stops at ES2020 (the parser refuses what is newer); names that do not exist are the type checker's.
 */
import js from "@eslint/js";
import compat from "eslint-plugin-compat";

export default [
  {
    files: ["themes/default/scripts/**/*.js", "tests/scripts/**/*.js"],
    ...js.configs.recommended,
    languageOptions: { ecmaVersion: 2020, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      ...js.configs.recommended.rules,
      "no-undef": "off",
      "no-unused-vars": ["error", { caughtErrors: "none" }],
      "no-var": "error",
      "prefer-const": "error",
      eqeqeq: "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
          property,
          message: "Words become text, never markup: use textContent.",
        })),
      ],
      "no-restricted-globals": ["error", "eval", "event"],
    },
  },
  {
    files: ["themes/default/scripts/**/*.js"],
    ...compat.configs["flat/recommended"],
  },
];
