package handlers

import (
	"bytes"
	"encoding/csv"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// sendCSV sends a table as a file, in UTF-8 with a byte order mark, without which
// spreadsheets corrupt Kazakh letters. The file is the same for all viewers.
func sendCSV(c echo.Context, name string, rows [][]string) error {
	var file bytes.Buffer
	file.WriteString("\ufeff")
	w := csv.NewWriter(&file)
	for _, row := range rows {
		for i, cell := range row {
			row[i] = safeCell(cell)
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	if w.Flush(); w.Error() != nil {
		return w.Error()
	}
	h := c.Response().Header()
	h.Set(echo.HeaderContentDisposition, `attachment; filename="`+name+`.csv"`)
	h.Set(echo.HeaderCacheControl, publicCache)
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8; header=present", file.Bytes())
}

// safeCell escapes a text that a spreadsheet would read as a formula.
func safeCell(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

// stamp formats a time for programs; the zero time, before the first count, gives "".
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
