# General
pages-of = Page { $page } of { $pages }
