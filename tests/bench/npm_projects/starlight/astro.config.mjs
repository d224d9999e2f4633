import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://policy.example",
  integrations: [
    starlight({
      title: { en: "Toolshare and your data", ru: "Ваши данные и Toolshare" },
      locales: { root: { label: "English", lang: "en" }, ru: { label: "Русский" } },
      defaultLocale: "root",
    }),
  ],
});
