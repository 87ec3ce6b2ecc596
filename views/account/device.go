package account

import (
	"context"
	"strings"

	"jauap/views/i18n"
)

// known parts of what browsers call themselves; the first that fits counts, since
// newer ones name older ones too.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"YaBrowser", "Yandex"}, {"SamsungBrowser", "Samsung Internet"},
		{"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
		{"Mac OS", "macOS"}, {"Linux", "Linux"}}
)

// deviceName is a browser and its system as people know them, such as "Firefox,
// Android".
func deviceName(ctx context.Context, agent string) string {
	var names []string
	for _, known := range [][][2]string{browsers, systems} {
		for _, k := range known {
			if strings.Contains(agent, k[0]) {
				names = append(names, k[1])
				break
			}
		}
	}
	if len(names) == 0 {
		return i18n.T(ctx, "account.device")
	}
	return strings.Join(names, ", ")
}
