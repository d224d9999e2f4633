"""Makes a site for a company, and adds a language or a page to one."""
