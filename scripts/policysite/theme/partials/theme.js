try{document.documentElement.dataset.theme=localStorage.theme||"system"}catch{}
