package sheet

import "testing"

func TestUnescape(t *testing.T) {
	for in, want := range map[string]string{
		"Бірінші жол_x000D_\nЕкінші": "Бірінші жол\r\nЕкінші", "_x0041_b": "Ab", "_x005F_x000D_": "_x000D_", "a_x0000_b": "ab", "_xD83D_": "", "x_y_z": "x_y_z",
	} {
		if got := unescape(in); got != want {
			t.Errorf("unescape(%q) = %q, want %q", in, got, want)
		}
	}
	for cell, want := range map[string]bool{"#N/A": true, "#Н/Д": true, "#ССЫЛКА!": true, "#DIV/0!": true, "#ИМЯ?": true, "####": true, "#ЖОЛ": false, "№ 5": false, "": false} {
		if errorCell.MatchString(cell) != want {
			t.Errorf("errorCell matches %q: %v, want %v", cell, !want, want)
		}
	}
}
