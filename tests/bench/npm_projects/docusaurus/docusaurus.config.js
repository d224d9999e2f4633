module.exports = {
  title: "BotBlocker",
  url: "https://policy.example",
  baseUrl: "/",
  favicon: "favicon.svg",
  trailingSlash: true,
  i18n: { defaultLocale: "ru", locales: ["ru", "en"] },
  markdown: { format: "md" },
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, pages: false }]],
  themeConfig: { navbar: { title: "BotBlocker", items: [{ type: "localeDropdown", position: "right" }] } },
};
