package handlers

import (
	"context"

	"github.com/labstack/echo/v4"

	"jauap/models"
	"jauap/views/paths"
)

// castVoice adds the viewer's voice to an appeal: «Маған да қатысты».
func (s *Server) castVoice(c echo.Context) error {
	return s.changeVoice(c, s.store.CastVoice, "flash.voice_given")
}

// takeVoiceBack withdraws the voice.
func (s *Server) takeVoiceBack(c echo.Context) error {
	return s.changeVoice(c, s.store.TakeVoiceBack, "flash.voice_taken")
}

func (s *Server) changeVoice(c echo.Context, change func(ctx context.Context, appeal, user int64) error, flash string) error {
	ctx := c.Request().Context()
	appeal, err := s.store.PublicAppeal(ctx, c.Param("number"))
	if err != nil {
		return err
	}
	err = change(ctx, appeal.ID, viewerID(ctx))
	return finish(c, err, outcome{flash: flash, to: paths.Appeal(ctx, c.Param("number"))})
}

// markVoiced sets Voiced on the cards that the viewer gave a voice to.
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
