/** What the editor says, in Chinese and English. */

const WORDS = {
  title: ["修改条目", "Edit entries"],
  skip: ["跳到表单", "To the form"],
  save: ["保存", "Save"],
  submit: ["提交", "Submit"],
  pack: ["打包（zip）", "Pack (zip)"],
  preview: ["看页面", "Show the page"],
  language: ["English", "中文"],
  entries: ["条目", "Entries"],
  kind: ["类别", "Kind"],
  search: ["按名称查找", "Search titles"],
  choose: ["请在左边选一个条目。", "Choose an entry on the left."],
  new: ["新建条目", "A new entry"],
  newId: ["代号（小写字母、数字、连字符）", "Id (lower-case letters, digits, hyphens)"],
  newTitle: ["名称", "Title"],
  make: ["新建", "Make"],
  page: ["网站上的页面", "The page on the site"],
  saved: ["已保存：", "Saved: "],
  nothing: ["没有改动。", "Nothing has changed."],
  unsaved: ["有未保存的改动", "There are unsaved changes"],
  conflict: [
    "别人刚刚改了下面的字段，还没有保存。请逐个选择：",
    "Somebody else has changed these fields meanwhile; nothing is saved yet. Choose for each:",
  ],
  mine: ["用我的", "Take mine"],
  theirs: ["用对方的", "Take theirs"],
  add: ["添加", "Add"],
  remove: ["删除", "Remove"],
  up: ["上移", "Move up"],
  down: ["下移", "Move down"],
  none: ["（不填）", "(none)"],
  yes: ["是", "yes"],
  no: ["否", "no"],
  text: ["正文", "Text"],
  look: ["显示效果", "As it is shown"],
  dropFilm: ["把影片（MP4、WebM）拖到这里，或选择文件", "Drop a film (MP4, WebM) here, or choose a file"],
  choose: ["选择文件", "Choose a file"],
  drop: ["把图片拖到这里，或选择文件", "Drop a picture here, or choose a file"],
  required: ["必填", "required"],
  example: ["例：", "e.g. "],
  reads: ["网页显示：", "shown as: "],
  whole: ["整个条目", "The whole entry"],
  problems: ["问题", "Problems"],
  line: ["第 {n} 行", "line {n}"],
  leave: ["有未保存的改动，确定离开吗？", "There are unsaved changes. Leave all the same?"],
  proposed: ["已提交到分支 {branch}。", "Committed on the branch {branch}."],
  open: ["打开网页发起合并申请", "Open the proposal"],
  notPushed: ["没有推送成功：{reason}", "It was not pushed: {reason}"],
  nothingNew: ["与已提交的相同，没有可提交的。", "Nothing that is not committed already."],
  optional: ["更多字段", "More fields"],
  failed: ["没有成功，请重试。", "That did not work; try again."],
  internal: ["内部信息（不公开）", "Internal (never published)"],
  neverShown: [
    "只写在文件的 internal: 里，任何网页和文件都不会发布；如果同样的话出现在公开的文字里，发布时会报错。",
    "Written below internal: of the file alone, and never published on any page or in any file; where the same words are in a public text, publishing stops.",
  ],
  addName: ["另记一项，名称（如 note）", "Note something else; its name, as note"],
  addText: ["另加一条", "Another one"],
};

let language = document.documentElement.lang.startsWith("zh") ? 0 : 1;

/** @returns {"zh"|"en"} */
export function lang() {
  return language ? "en" : "zh";
}

export function otherLanguage() {
  language = 1 - language;
  document.documentElement.lang = language ? "en" : "zh-Hans";
}

/**
 * @param {string} name
 * @param {Record<string, string>} [values]
 */
export function word(name, values = {}) {
  return WORDS[name][language].replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

/** Every element that names its words. */
export function fillWords() {
  for (const element of document.querySelectorAll("[data-word]")) {
    element.textContent = word(element.dataset.word);
  }
  for (const element of document.querySelectorAll("[data-title]")) {
    element.title = word(element.dataset.title);
  }
}
