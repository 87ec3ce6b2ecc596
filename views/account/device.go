package account

import (
	"context"
	"strings"

	"jauap/views/i18n"
)

// Known parts of user agents with their names. The first match counts, because newer browsers
// include the names of older ones.
var (
	browsers = [][2]string{{"Edg", "Edge"}, {"OPR/", "Opera"}, {"YaBrowser", "Yandex"}, {"SamsungBrowser", "Samsung Internet"},
		{"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}
	systems = [][2]string{{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"},
		{"Mac OS", "macOS"}, {"Linux", "Linux"}}
)

// deviceName returns the names of the browser and the system, such as "Firefox, Android".
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
