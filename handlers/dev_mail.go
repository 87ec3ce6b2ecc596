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

// Pages of the mails that were stored instead of sent. They hold the sign-in codes of all
// users, so they are shown only if Config.ShowMail is set.

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
	return s.render(c, http.StatusOK, dev.Mail(devMails([]mail.StoredMessage{kept})[0]))
}

// fromNear reports whether a request comes from this machine or its private network. A
// demo that listens on every address may be reachable from the internet by mistake.
func fromNear(c echo.Context) bool {
	ip, err := netip.ParseAddr(c.RealIP())
	return err == nil && (ip.Unmap().IsLoopback() || ip.Unmap().IsPrivate() || ip.IsLinkLocalUnicast())
}

// devMails converts stored mails for the page.
func devMails(kept []mail.StoredMessage) (list []dev.KeptMail) {
	for _, k := range kept {
		list = append(list, dev.KeptMail{File: k.File, To: k.To, Subject: k.Subject, At: k.At, Text: k.Text, Headers: k.Headers})
	}
	return list
}
