import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";

export default defineConfig({
  site: "https://policy.example",
  integrations: [
    starlight({
      title: { ru: "Конфиденциальность BotBlocker", en: "BotBlocker privacy" },
      locales: { root: { label: "Русский", lang: "ru" }, en: { label: "English" } },
      defaultLocale: "root",
    }),
  ],
});
