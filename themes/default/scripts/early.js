/*
 * What must be settled before the first paint, so that nothing jumps: that scripts run here, and large text. It is the
 * only script that a page waits for, so it is kept to this.
 */
import { isLarge } from "./lib/large-text.js";

document.documentElement.classList.add("js");
document.documentElement.classList.toggle("large", isLarge());
