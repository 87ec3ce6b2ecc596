package handlers_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// upload sends the form of the text step as a browser does. fields are name-value pairs; all
// files are sent in one field.
func (v *visitor) upload(files [][]byte, fields ...string) answer {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i < len(fields); i += 2 {
		_ = form.WriteField(fields[i], fields[i+1])
	}
	_ = form.WriteField("lang", "kk")
	if len(files) == 0 {
		_, _ = form.CreateFormFile("pictures", "") // browsers send an empty file field too
	}
	for _, file := range files {
		w, _ := form.CreateFormFile("pictures", "IMG_0001.JPG")
		_, _ = w.Write(file)
	}
	_ = form.Close()
	r := httptest.NewRequest(http.MethodPost, "/kk/appeals/new/text", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return v.do(r)
}

// photo returns a small JPEG, a different one for each shade.
func photo(t *testing.T, shade uint8) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, 60, 40))
	for i := range m.Pix {
		m.Pix[i] = color.Gray{Y: shade}.Y
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bomb returns a PNG header that declares 65,535 × 65,535 pixels.
func bomb() []byte {
	header := []byte("IHDR\x00\x00\xff\xff\x00\x00\xff\xff\b\x02\x00\x00\x00")
	file := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\r"), header...)
	return binary.BigEndian.AppendUint32(file, crc32.ChecksumIEEE(header))
}

const (
	filedTitle = "Достық көшесіндегі шұңқыр"
	filedBody  = "Дәріхананың жанындағы жолда терең шұңқыр бар.\n\nТүнде көрінбейді."
)

// filingSite returns a site with a district and its bodies.
func filingSite(t *testing.T) site {
	t.Helper()
	s := newSite(t)
	s.places()
	if err := s.store.EnsureBodies(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// written returns a visitor at the last step of filing.
func (s site) written() *visitor {
	s.t.Helper()
	v := s.visitor()
	v.post("/kk/appeals/new", "category", "roads").to("/kk/appeals/new/place")
	v.post("/kk/appeals/new/place", "place", "616059000").to("/kk/appeals/new/text")
	v.upload(nil, "title", filedTitle, "body", filedBody, "kind", "message", "go", "check").to("/kk/appeals/new/check")
	return v
}

// TestFileWithoutScript files an appeal from the first step to the receipt without script.
// The sign-in comes last and keeps the draft.
func TestFileWithoutScript(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.visitor()
	start := v.get("/kk/appeals/new").wants(http.StatusOK).
		has(`button[value=roads]`, "Ең жақын әкім").has(`button[value=heating]`, "Аудан")
	start.has("main", "соңғы күні: 05.11.2026") // the first step shows the deadline of an answer
	if start.Header().Get("Cache-Control") != "no-store" || len(v.cookies) != 0 {
		t.Error("the first step sets a cookie or is cacheable")
	}
	v.post("/kk/appeals/new", "category", "roads").to("/kk/appeals/new/place")

	// descend the tree of places by links
	v.get("/kk/appeals/new/place").wants(http.StatusOK).has(`.tree a[href*="in=610000000"]`, "Түркістан облысы")
	v.get("/kk/appeals/new/place?in=610000000").has(`.tree a[href*="in=616000000"]`, "Түлкібас ауданы")
	v.get("/kk/appeals/new/place?in=616059000").wants(http.StatusOK).has(".duty", "Шақпақ").has(".duty", "05.11.2026")
	// or type the name, in any spelling; an ambiguous name offers a choice
	v.post("/kk/appeals/new/place", "place_name", "т").wants(http.StatusUnprocessableEntity).has(`#found ~ form button[value="616000000"]`, "Түлкібас ауданы")
	v.post("/kk/appeals/new/place", "place_name", "шакпак").to("/kk/appeals/new/text")

	v.get("/kk/appeals/new/text").wants(http.StatusOK).has(".duty", "Шақпақ").has(".duty", "05.11.2026").has("input[name=kind][checked]", "")
	a := v.upload([][]byte{photo(t, 40), photo(t, 200)}, "title", filedTitle, "body", strings.ReplaceAll(filedBody, "\n", "\r\n"),
		"author_shown", "1", "kind", "message", "lat", "42.552141", "lon", "69.995643", "go", "stay")
	a.to("/kk/appeals/new/text")
	page := v.get("/kk/appeals/new/text").has("#point", "42.552, 69.996").doc()
	if got, _ := page.Find("input[name=title]").Attr("value"); got != filedTitle {
		t.Errorf("title %q", got)
	}
	if got := strings.TrimPrefix(page.Find("textarea[name=body]").Text(), "\n"); got != filedBody {
		t.Errorf("text %q", got)
	}
	pictures := page.Find(".uploads img")
	if pictures.Length() != 2 {
		t.Fatalf("%d pictures, want 2", pictures.Length())
	}
	src, _ := pictures.First().Attr("src")
	if got := v.get(src).wants(http.StatusOK).Header().Get("Cache-Control"); got != "no-store" {
		t.Errorf("Cache-Control of an unpublished picture: %q", got)
	}
	s.visitor().get(src).wants(http.StatusNotFound)
	digest, _ := page.Find("button[name=remove]").Last().Attr("value")
	first, _ := page.Find("button[name=remove]").First().Attr("value")
	v.upload(nil, "title", filedTitle, "body", filedBody, "author_shown", "1", "kind", "message", "lat", "42.552", "lon", "69.996",
		"alt-"+first, "Жолдағы шұңқыр", "remove", digest).to("/kk/appeals/new/text")
	v.upload(nil, "title", filedTitle, "body", filedBody, "author_shown", "1", "kind", "message", "lat", "42.552", "lon", "69.996",
		"alt-"+first, "Жолдағы шұңқыр", "go", "check").to("/kk/appeals/new/check")

	// the same draft in another language; the sign-in leads back
	v.get("/ru/appeals/new/check").wants(http.StatusOK).has(".preview", filedTitle).has(`#file ~ p a[href^="/ru/sign-in"]`, "")
	v.post("/kk/appeals/new/check").to("/kk/sign-in")
	ask, code := v.askCode("aigul@example.kz", "/kk/appeals/new/check")
	v.post("/kk/sign-in/code", "ask", ask, "code", code, "next", "/kk/appeals/new/check", "new", "1", "given_name", "Айгүл", "family_name", "Сейітова").
		to("/kk/appeals/new/check")
	v.get("/kk/appeals/new/check").has(".preview", filedTitle).has(".preview", "Айгүл С.").has(`form[action="/kk/appeals/new/check"] button`, "Өтінішті жолдау")
	receipt := v.post("/kk/appeals/new/check").to("/kk/appeals/2026-000001/receipt")
	v.get(receipt).wants(http.StatusOK).has(".receipt", "2026-000001").has(".receipt", "14.10.2026").has(".receipt", "05.11.2026").
		has(".receipt", "Шақпақ").has(".receipt", "jauap.example/a/2026-000001").has("#next ~ .prose", "15.10.2026")

	// submit again, and after going back
	v.post("/kk/appeals/new/check").to(receipt)
	v.get("/kk/appeals/new/text").to(receipt)
	v.upload(nil, "title", "Басқа", "body", "Басқа").to(receipt)

	// only the author sees it
	v.get("/kk/appeals/2026-000001").wants(http.StatusOK).has(".author", "модератор").has("h1", filedTitle).has(".prose", "Түнде көрінбейді")
	v.get(src).wants(http.StatusOK)
	v.get("/kk/my/appeals").wants(http.StatusOK).has(".card", filedTitle)
	other := s.visitor()
	for _, path := range []string{"/kk/appeals/2026-000001", src} {
		other.get(path).wants(http.StatusNotFound)
	}
	other.get(receipt).to("/kk/sign-in")
	other.signInByMail("bauyrzhan@example.kz")
	for _, path := range []string{"/kk/appeals/2026-000001", receipt, src, "/kk/appeals/2026-000001/author/add"} {
		other.get(path).wants(http.StatusNotFound)
	}
	other.get("/kk/my/appeals").wants(http.StatusOK).lacks(".card")

	// start another draft
	v.post("/kk/appeals/new", "category", "waste").to("/kk/appeals/new/place")
	v.get("/kk/appeals/new/text").to("/kk/appeals/new/place")
}

// TestDoubleClick: ten concurrent submissions of a form file one appeal.
func TestDoubleClick(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.written()
	v.signInByMail("aigul@example.kz")
	var clicks sync.WaitGroup
	for range 10 {
		clicks.Go(func() {
			r := httptest.NewRequest(http.MethodPost, "/kk/appeals/new/check", nil)
			for name, value := range v.cookies {
				r.AddCookie(&http.Cookie{Name: name, Value: value})
			}
			w := httptest.NewRecorder()
			s.server.ServeHTTP(w, r)
			if got := w.Header().Get("Location"); got != "/kk/appeals/2026-000001/receipt" {
				t.Errorf("status %d, redirect to %q", w.Code, got)
			}
		})
	}
	clicks.Wait()
	var n int
	if err := s.db.Gorm.Raw(`select count(*) from appeals`).Scan(&n).Error; err != nil || n != 1 {
		t.Errorf("%d appeals (%v), want 1", n, err)
	}
}

// TestInvalidTextIsKept: after each kind of problem the form shows the submitted text.
func TestInvalidTextIsKept(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	heavy := append(photo(t, 1), make([]byte, 31<<20)...)
	tests := []struct {
		name, field, problem string
		files                [][]byte
		fields               []string
	}{
		{"no title", "title", "Тақырыбы. Бұл өрісті толтырыңыз", nil, []string{"title", "  ", "body", filedBody}},
		{"short title", "title", "Тым қысқа", nil, []string{"title", "Үй", "body", filedBody}},
		{"long title", "title", "Тым ұзын", nil, []string{"title", strings.Repeat("ә", 201), "body", filedBody}},
		{"no text", "body", "толтырыңыз", nil, []string{"title", filedTitle, "body", ""}},
		{"long text", "body", "Тым ұзын", nil, []string{"title", filedTitle, "body", strings.Repeat("ә", 10001)}},
		{"point abroad", "point", "Қазақстаннан тыс", nil, []string{"title", filedTitle, "body", filedBody, "lat", "52.5", "lon", "13.4"}},
		{"PDF as picture", "pictures", "JPEG", [][]byte{[]byte("%PDF-1.7")}, []string{"title", filedTitle, "body", filedBody}},
		{"truncated picture", "pictures", "бүлінген", [][]byte{photo(t, 1)[:300]}, []string{"title", filedTitle, "body", filedBody}},
		{"two bad pictures", "pictures", "IMG_0001.JPG: Файл бос. Басқасын таңдаңызIMG_0001.JPG: Сурет файлы бүлінген",
			[][]byte{{}, photo(t, 1)[:300]}, []string{"title", filedTitle, "body", filedBody}},
		{"bomb", "pictures", "мегапиксель", [][]byte{bomb()}, []string{"title", filedTitle, "body", filedBody}},
		{"heavy picture", "pictures", "30 МБ-тан үлкен", [][]byte{heavy}, []string{"title", filedTitle, "body", filedBody}},
		{"six pictures", "pictures", "Сурет тым көп", [][]byte{photo(t, 1), photo(t, 40), photo(t, 80), photo(t, 120), photo(t, 160), photo(t, 200)},
			[]string{"title", filedTitle, "body", filedBody}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			v := s.visitor()
			v.t = &current{t}
			v.post("/kk/appeals/new", "category", "roads", "place", "616059000").to("/kk/appeals/new/text")
			a := v.upload(test.files, test.fields...).wants(http.StatusUnprocessableEntity).has(".ds-error-summary", test.problem)
			doc := a.doc()
			if doc.Find("#"+test.field).Length() != 1 {
				t.Errorf("the summary links to #%s, which does not exist", test.field)
			}
			wantTyped(t, doc, test.fields)
			wantTyped(t, v.get("/kk/appeals/new/text").wants(http.StatusOK).doc(), test.fields)
			if check := v.get("/kk/appeals/new/check"); test.field == "pictures" {
				check.wants(http.StatusOK) // a rejected picture does not make the draft invalid
			} else {
				check.to("/kk/appeals/new/text")
			}
			if test.name == "six pictures" && doc.Find(".uploads img").Length() != 5 {
				t.Error("want the first five pictures saved")
			}
		})
	}
}

// wantTyped checks that the form shows title and text as submitted.
func wantTyped(t *testing.T, doc *goquery.Document, fields []string) {
	t.Helper()
	for i := 0; i < len(fields); i += 2 {
		switch fields[i] {
		case "title":
			if got, _ := doc.Find("#title").Attr("value"); got != fields[i+1] {
				t.Errorf("title %.80q", got)
			}
		case "body":
			if got := doc.Find("#body").Text(); got != fields[i+1] {
				t.Errorf("text %.80q", got)
			}
		}
	}
}

func TestFilingBadInput(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.visitor()
	v.post("/kk/appeals/new", "category", "gold").wants(http.StatusUnprocessableEntity).has(".ds-error-summary", "Тізімнен")
	v.post("/kk/appeals/new").wants(http.StatusUnprocessableEntity)
	// without a draft, later steps redirect to the first
	for _, step := range []string{"place", "text", "check"} {
		v.get("/kk/appeals/new/" + step).to("/kk/appeals/new?lost=1")
	}
	v.get("/kk/appeals/new?lost=1").wants(http.StatusOK).has(".notice", "табылмады")
	// submitted text is saved in a new draft
	v.upload(nil, "title", filedTitle, "body", filedBody).wants(http.StatusSeeOther)
	v.get("/kk/appeals/new").wants(http.StatusOK)
	v.post("/kk/appeals/new", "category", "roads").to("/kk/appeals/new/place")
	for name, fields := range map[string][]string{
		"empty": nil, "unknown name": {"place_name", "Атлантида"}, "malformed code": {"place", "'; drop"},
		"NUL": {"place_name", "а\x00б"}, "invalid UTF-8": {"place_name", "\xff\xfe"}, "long": {"place_name", strings.Repeat("ә", 5000)},
	} {
		if a := v.post("/kk/appeals/new/place", fields...); a.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: status %d", name, a.Code)
		}
	}
	v.get("/kk/appeals/new/place?in=999999999").wants(http.StatusNotFound)
	v.get("/kk/appeals/new/place?in=x").wants(http.StatusNotFound)
	v.post("/kk/appeals/new/place", "place", "616059000").to("/kk/appeals/new/check")

	// NUL and invalid UTF-8 are replaced, invalid coordinates and kinds are ignored
	v.upload(nil, "title", "Шұң\x00қыр \xff", "body", filedBody, "lat", "NaN", "lon", "1e999", "kind", "petition").to("/kk/appeals/new/check")
	v.get("/kk/appeals/new/check").wants(http.StatusOK).has(".preview", "Шұңқыр").has(".preview", "Хабар")

	// incomplete and malformed uploads
	for name, r := range map[string]*http.Request{
		"incomplete": httptest.NewRequest(http.MethodPost, "/kk/appeals/new/text", strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nЖаңа тақырып\r\n--x\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nЖарты")),
		"malformed":  httptest.NewRequest(http.MethodPost, "/kk/appeals/new/text", strings.NewReader("nothing like a form")),
	} {
		r.Header.Set("Content-Type", "multipart/form-data; boundary=x")
		if a := v.do(r); a.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d", name, a.Code)
		}
	}
	doc := v.get("/kk/appeals/new/text").wants(http.StatusOK).doc()
	wantTyped(t, doc, []string{"title", "Жаңа тақырып", "body", filedBody}) // the complete field is saved, the incomplete one unchanged
}

// TestUploadTooLarge: an upload over the size limit is rejected, but its text fields are saved.
func TestUploadTooLarge(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.visitor()
	v.post("/kk/appeals/new", "category", "roads", "place", "616059000").to("/kk/appeals/new/text")
	file := append(photo(t, 1), make([]byte, 34<<20)...)
	v.upload([][]byte{file, file, file}, "title", filedTitle, "body", filedBody).wants(http.StatusRequestEntityTooLarge).has("h1", "")
	if got, _ := v.get("/kk/appeals/new/text").doc().Find("#title").Attr("value"); got != filedTitle {
		t.Errorf("title %q", got)
	}
}

// TestForeignDraft: the draft of a signed-in user is not visible to others who use the same
// browser later.
func TestForeignDraft(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.visitor()
	v.signInByMail("aigul@example.kz")
	v.post("/kk/appeals/new", "category", "roads", "place", "616059000").to("/kk/appeals/new/text")
	v.upload([][]byte{photo(t, 7)}, "title", filedTitle, "body", filedBody, "go", "stay")
	src, _ := v.get("/kk/appeals/new/text").doc().Find(".uploads img").Attr("src")
	v.post("/kk/sign-out")
	v.get("/kk/appeals/new").wants(http.StatusOK).lacks(".notice")
	v.get("/kk/appeals/new/text").to("/kk/appeals/new?lost=1")
	v.get(src).wants(http.StatusNotFound)
	v.signInByMail("bauyrzhan@example.kz")
	v.get("/kk/appeals/new/check").to("/kk/appeals/new?lost=1")
	v.post("/kk/appeals/new/check").to("/kk/appeals/new?lost=1")
	v.get(src).wants(http.StatusNotFound)
	v.post("/kk/sign-out")
	v.signInByMail("aigul@example.kz")
	if got, _ := v.get("/kk/appeals/new/text").wants(http.StatusOK).doc().Find("#title").Attr("value"); got != filedTitle {
		t.Errorf("title %q", got)
	}
}

func TestFilingNeedsContact(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.written()
	v.signInByMail("aigul@example.kz")
	s.sql(`update users set level = 0`)
	v.get("/kk/appeals/new/check").wants(http.StatusOK).has(".notice", "расталуы керек").lacks(`form[action="/kk/appeals/new/check"]`)
	v.post("/kk/appeals/new/check").wants(http.StatusForbidden)
}

// TestLanguageOfText: a Kazakh text filed as Russian would get an answer in Russian, so the
// last step asks about the language.
func TestLanguageOfText(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.written()
	v.get("/ru/appeals/new/check").lacks(`.notice a[href$="#lang"]`)
	v.post("/ru/appeals/new/text", "title", filedTitle, "body", filedBody, "lang", "ru").to("/ru/appeals/new/check")
	v.get("/ru/appeals/new/check").has(`.notice a[href$="#lang"]`, "")
	v.post("/ru/appeals/new/text", "title", "Яма на улице", "body", "Глубокая яма у аптеки.", "lang", "ru").to("/ru/appeals/new/check")
	v.get("/ru/appeals/new/check").lacks(`.notice a[href$="#lang"]`)
}

// TestManyPicturesInOneRequest: of 50 pictures in a request five are decoded; the text is
// saved and the page reports too many pictures.
func TestManyPicturesInOneRequest(t *testing.T) {
	t.Parallel()
	s := filingSite(t)
	v := s.visitor()
	v.post("/kk/appeals/new", "category", "roads", "place", "616059000").to("/kk/appeals/new/text")
	files := make([][]byte, 50)
	for i := range files {
		files[i] = photo(t, uint8(i*5))
	}
	before := s.store.DecodedPictures()
	v.upload(files, "title", filedTitle, "body", filedBody).wants(http.StatusUnprocessableEntity)
	if n := s.store.DecodedPictures() - before; n > 5 {
		t.Errorf("%d pictures decoded, want at most 5", n)
	}
	page := v.get("/kk/appeals/new/text").doc()
	if got, _ := page.Find("#title").Attr("value"); got != filedTitle || page.Find(".uploads img").Length() != 5 {
		t.Errorf("title %q, %d pictures", got, page.Find(".uploads img").Length())
	}
}
