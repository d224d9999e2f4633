if(matchMedia("(width < 60em)").matches)document.currentScript.previousElementSibling.open=false
