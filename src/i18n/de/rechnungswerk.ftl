# General
pages-of = Seite { $page } von { $pages }
