module.exports = {
  title: "Toolshare",
  url: "https://policy.example",
  baseUrl: "/",
  favicon: "favicon.svg",
  trailingSlash: true,
  i18n: { defaultLocale: "en", locales: ["en", "ru"] },
  markdown: { format: "md" },
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, pages: false }]],
  themeConfig: { navbar: { title: "Toolshare", items: [{ type: "localeDropdown", position: "right" }] } },
};
