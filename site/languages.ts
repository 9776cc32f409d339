/** What the site says by itself in a language. Pages other than the README are in English. */
export interface Language {
  lang: string;
  label: string;
  readme: string;
  description: string;
  /** Over the emulator's page and those of the examples in the sidebar. */
  emulatorAndExamples: string;
  emulator: string;
  outline: string;
  previous: string;
  next: string;
  menu: string;
  toTop: string;
  languages: string;
  appearance: string;
  toLight: string;
  toDark: string;
  search: string;
  noResults: string;
  clear: string;
  details: string;
  close: string;
  select: string;
  navigate: string;
}

/** By the folder of the site that each has; `root` is the site itself. */
export const LANGUAGES: Record<string, Language> = {
  root: {
    lang: "en",
    label: "English",
    readme: "README.md",
    description: "Alibaba Cloud OSS buckets, kept replicated as code",
    emulatorAndExamples: "to try it, and to copy from",
    emulator: "emulator",
    outline: "On this page",
    previous: "Previous page",
    next: "Next page",
    menu: "Menu",
    toTop: "Return to top",
    languages: "Change language",
    appearance: "Appearance",
    toLight: "Switch to light theme",
    toDark: "Switch to dark theme",
    search: "Search",
    noResults: "No results for",
    clear: "Clear",
    details: "Details",
    close: "Close",
    select: "to select",
    navigate: "to navigate",
  },
  zh: {
    lang: "zh-CN",
    label: "中文",
    readme: "README.zh.md",
    description: "用代码管理阿里云 OSS 存储空间的数据复制",
    emulatorAndExamples: "试用和参考(英文)",
    emulator: "模拟器",
    outline: "本页目录",
    previous: "上一页",
    next: "下一页",
    menu: "菜单",
    toTop: "回到顶部",
    languages: "切换语言",
    appearance: "外观",
    toLight: "切换到浅色",
    toDark: "切换到深色",
    search: "搜索",
    noResults: "没有结果:",
    clear: "清除",
    details: "详情",
    close: "关闭",
    select: "选择",
    navigate: "移动",
  },
  ja: {
    lang: "ja",
    label: "日本語",
    readme: "README.ja.md",
    description: "Alibaba Cloud OSS バケットのレプリケーションをコードで管理",
    emulatorAndExamples: "試す、手本にする(英語)",
    emulator: "エミュレーター",
    outline: "このページの内容",
    previous: "前のページ",
    next: "次のページ",
    menu: "メニュー",
    toTop: "先頭に戻る",
    languages: "言語を切り替える",
    appearance: "外観",
    toLight: "ライトに切り替える",
    toDark: "ダークに切り替える",
    search: "検索",
    noResults: "見つかりません:",
    clear: "消去",
    details: "詳細",
    close: "閉じる",
    select: "選択",
    navigate: "移動",
  },
};
