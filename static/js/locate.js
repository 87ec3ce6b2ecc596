// Fills in the position of the device, rounded to about a hundred metres before it is sent.
for (const group of navigator.geolocation ? all(document, "[data-point]") : []) {
  const [button, line] = [group.querySelector("button"), group.querySelector("[data-set]")];
  group.hidden = button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    const done = (text) => {
      button.removeAttribute("aria-busy");
      line.textContent = text;
    };
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const lat = coords.latitude.toFixed(3), lon = coords.longitude.toFixed(3);
        group.querySelector("[name=lat]").value = lat;
        group.querySelector("[name=lon]").value = lon;
        done(line.dataset.set.replace("#", lat + ", " + lon));
      },
      () => done(line.dataset.failed),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}
