// Runs before the first paint, so that a chosen theme never flashes. Choices: system, light, dark.
(() => {
  const KEY = 'regional-ratings-theme';
  const CHOICES = ['auto', 'light', 'dark'];
  const WORDS = { auto: ['Auto', 'same as the system'], light: ['Light', 'light'], dark: ['Dark', 'dark'] };
  const root = document.documentElement;

  function stored() {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null; // Storage may be blocked; the choice then lasts until the user leaves the page.
    }
  }

  function store(choice) {
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      return;
    }
  }

  function apply(choice) {
    root.dataset.theme = CHOICES.includes(choice) ? choice : 'auto';
  }

  apply(stored());

  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme');
    const show = () => {
      const [short, long] = WORDS[root.dataset.theme];
      document.getElementById('theme-text').textContent = short;
      button.dataset.choice = root.dataset.theme;
      button.setAttribute('aria-label', `Colour theme: ${short}, ${long}`);
    };
    button.addEventListener('click', () => {
      const next = CHOICES[(CHOICES.indexOf(root.dataset.theme) + 1) % CHOICES.length];
      apply(next);
      store(next);
      show();
      document.dispatchEvent(new Event('themechange'));
    });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => document.dispatchEvent(new Event('themechange')));
    show();
  });
})();
