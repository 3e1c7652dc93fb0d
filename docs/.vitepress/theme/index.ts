import "./style.css";

import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";

import LanguageTabs from "./LanguageTabs.vue";
import RunReport from "./RunReport.vue";

export default {
	extends: DefaultTheme,
	enhanceApp: ({ app }) => {
		app.component("LanguageTabs", LanguageTabs);
		app.component("RunReport", RunReport);
	},
} satisfies Theme;
