if(innerWidth<1200)document.currentScript.previousElementSibling.open=false
