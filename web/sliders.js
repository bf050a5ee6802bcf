// Puts a slider in place of each select of a check-in. The select keeps the answer; its first option is none.
prepareSliders();
addEventListener("renewed", prepareSliders);

function prepareSliders() {
  for (const select of document.querySelectorAll("[data-sliders] select:not([hidden])")) {
    const slider = document.createElement("input");
    const shown = document.createElement("output");
    const show = () => {
      [slider.value, slider.ariaValueText] = [select.selectedIndex, select.selectedOptions[0].text];
      shown.value = slider.ariaValueText;
    };
    slider.type = "range";
    slider.max = select.options.length - 1;
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) slider.setAttribute(name, select.getAttribute(name));
    }
    slider.addEventListener("input", () => {
      select.selectedIndex = slider.value;
      show();
    });
    show();
    // A label is of the first field in it.
    select.before(slider);
    select.hidden = true;
    select.closest("label").after(shown);
  }
}
