# SPDX-License-Identifier: MIT
# To be sourced: chinese FOLDER puts a locale zh_CN.UTF-8 into FOLDER for LOCPATH to name, whatever
# locales the machine has.  It is C.UTF-8 by another name, which gettext takes for the language.
# Fails where there is no such locale to copy, or the program was built without translations.

chinese() {
	[ -f po/zh_CN/LC_MESSAGES/duidu.mo ] || return 1
	for locale in /usr/lib/locale/C.utf8 /usr/lib/locale/C.UTF-8; do
		[ -d "$locale" ] || continue
		mkdir -p "$1" && cp -R "$locale" "$1/zh_CN.UTF-8"
		return
	done
	return 1
}
