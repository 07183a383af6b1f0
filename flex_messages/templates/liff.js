(async () => {
  const form = document.querySelector("form");
  let token = "";
  try {
    await liff.init({ liffId: document.querySelector("[data-liff]").dataset.liff });
    if (!liff.isLoggedIn()) return liff.login({ redirectUri: location.href });
    token = liff.getIDToken() || "";
  } catch {
    token = "";
  }
  if (!form) return;
  form.elements.id_token.value = token;
  form.submit();
})();
