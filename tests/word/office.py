"""LibreOffice, started without a window for each document that it converts."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

DOCX, PDF = "MS Word 2007 XML", "writer_pdf_Export"
ACCEPT, REJECT, SHOW = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges", ".uno:ShowTrackedChanges"

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Convert(source As String, command As String, filter As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue, into(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  into(0).Name = &quot;FilterName&quot;
  into(0).Value = filter
  document = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, hidden())
  dispatcher = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
  dispatcher.executeDispatch(document.CurrentController.Frame, command, &quot;&quot;, 0, Array())
  document.storeToURL(target, into())
  document.close(True)
End Sub
</script:module>
"""


@dataclass(frozen=True)
class Office:
    """LibreOffice with a folder of its own for its settings and documents."""

    folder: Path

    def __post_init__(self) -> None:
        """Write the macro among those that LibreOffice puts into the folder when it is first started."""
        self._run("--terminate_after_init")
        (self.folder / "profile/user/basic/Standard/Module1.xba").write_text(_MODULE, encoding="utf-8")

    def convert(self, document: bytes, command: str, filter_name: str) -> bytes:
        """Return a Word document in another format after a command, such as ACCEPT."""
        source, target = self.folder / "source.docx", self.folder / "target"
        source.write_bytes(document)
        target.unlink(missing_ok=True)
        arguments = ",".join(f'"{each}"' for each in (source.as_uri(), command, filter_name, target.as_uri()))
        self._run(f"macro:///Standard.Module1.Convert({arguments})")
        return target.read_bytes()

    def _run(self, argument: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        subprocess.run(["soffice", "--headless", profile, argument], check=True, capture_output=True, timeout=120)
