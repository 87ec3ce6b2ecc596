package handlers

import (
	"errors"
	"io/fs"
	"net/http"
	"net/netip"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/models/mail"
	"jauap/views/dev"
)

// The mails that development keeps instead of sending. Whoever reads them can sign
// in as anybody, so they are shown only where Config.ShowMail says so.

func (s *Server) showMails(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	folder, ok := s.config.Mail.(mail.Folder)
	if !ok || !fromNear(c) {
		return models.ErrNotFound
	}
	kept, err := folder.List()
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, dev.Mails(devMails(kept)))
}

func (s *Server) showMail(c echo.Context) error {
	c.Response().Header().Set(echo.HeaderCacheControl, noStore)
	folder, ok := s.config.Mail.(mail.Folder)
	if !ok || !fromNear(c) {
		return models.ErrNotFound
	}
	kept, err := folder.Read(c.Param("file"))
	if errors.Is(err, fs.ErrNotExist) {
		return models.ErrNotFound
	}
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, dev.Mail(devMails([]mail.Kept{kept})[0]))
}

// fromNear: the request comes from this machine or its own network, not from the
// internet, to which a demo that listens on every address may be open by mistake.
func fromNear(c echo.Context) bool {
	ip, err := netip.ParseAddr(c.RealIP())
	return err == nil && (ip.Unmap().IsLoopback() || ip.Unmap().IsPrivate() || ip.IsLinkLocalUnicast())
}

// devMails turns what the folder holds into what a page shows.
func devMails(kept []mail.Kept) (list []dev.KeptMail) {
	for _, k := range kept {
		list = append(list, dev.KeptMail{File: k.File, To: k.To, Subject: k.Subject, At: k.At, Text: k.Text, Headers: k.Headers})
	}
	return list
}
