package handlers

import (
	"context"
	"net/http"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/paths"
)

// castVoice gives an appeal the voice of the reader: «Маған да қатысты».
func (s *Server) castVoice(c echo.Context) error {
	return s.changeVoice(c, s.store.CastVoice, "flash.voice_given")
}

// takeVoiceBack takes it back.
func (s *Server) takeVoiceBack(c echo.Context) error {
	return s.changeVoice(c, s.store.TakeVoiceBack, "flash.voice_taken")
}

func (s *Server) changeVoice(c echo.Context, change func(ctx context.Context, appeal, user int64) error, said string) error {
	ctx := c.Request().Context()
	appeal, err := s.store.PublicAppeal(ctx, c.Param("number"))
	if err != nil {
		return err
	}
	if err := change(ctx, appeal.ID, viewerID(ctx)); err != nil {
		return err
	}
	setFlash(c, said)
	return c.Redirect(http.StatusSeeOther, paths.Appeal(ctx, c.Param("number")))
}

// markVoiced says of the cards of a list which the reader gave a voice.
func (s *Server) markVoiced(ctx context.Context, cards []models.Card) error {
	viewer := viewerID(ctx)
	if viewer == 0 {
		return nil
	}
	ids := make([]int64, len(cards))
	for i, card := range cards {
		ids[i] = card.ID
	}
	given, err := s.store.VoicedBy(ctx, viewer, ids...)
	if err != nil {
		return err
	}
	for i := range cards {
		_, cards[i].Voiced = given[cards[i].ID]
	}
	return nil
}
