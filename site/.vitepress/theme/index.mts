import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { Mermaid } from "./mermaid.mjs";
import "./style.css";

export default {
  extends: DefaultTheme,
  enhanceApp: ({ app }) => {
    app.component("Mermaid", Mermaid);
  },
} satisfies Theme;
