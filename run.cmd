@echo off
rem Set up everything the program needs, then start it. A second run changes nothing and needs no network.
rem
rem   run               the window, on made-up sample data
rem   run test          every test; with arguments, only what they name: run test tests\models -k stay
rem   run check         style, types, layers
rem   run bench         speed, against bare Qt, SQLite and openpyxl
rem   run setup         set up only
rem   run -- ARGUMENTS  the program as it is: run -- --db so.db report --list
setlocal
chcp 65001 >nul
set PYTHONUTF8=1
set "root=%~dp0"
set "py=%root%.venv\Scripts\python.exe"
set "fits=import ensurepip, sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"

set "command=%~1"
if "%command%"=="" set "command=window"
set "rest="
:next
shift
if "%~1"=="" goto chosen
set rest=%rest% "%~1"
goto next

:chosen
for %%c in (window test check bench setup --) do if "%command%"=="%%c" goto known
findstr /b /c:"rem   run" "%~f0"
exit /b 2

:known
call :set_up || exit /b 1
if "%command%"=="window" "%py%" "%root%main.py" --sample
if "%command%"=="--" "%py%" "%root%main.py" %rest%
if "%command%"=="test" call :tests
if "%command%"=="check" call :checks
if "%command%"=="bench" (cd /d "%root%" && set QT_QPA_PLATFORM=offscreen&& "%py%" -m tests.bench %rest%)
exit /b %errorlevel%

:tests
cd /d "%root%"
set QT_QPA_PLATFORM=offscreen
if not defined rest set rest=-m "not display"
"%py%" -m pytest %rest%
exit /b %errorlevel%

:checks
cd /d "%root%"
set QT_QPA_PLATFORM=offscreen
set PYRIGHT_PYTHON_IGNORE_WARNINGS=1
set bad=0
"%py%" -m ruff check || set bad=1
"%py%" -m ruff format --check || set bad=1
"%py%" -m pyright || set bad=1
"%py%" -m pytest -q tests/test_architecture.py tests/test_project.py || set bad=1
exit /b %bad%

:set_up
rem The stamp is a copy of the list that was installed: fc finds it equal, nothing is left to do.
fc /b "%root%requirements.txt" "%root%.venv\set-up.txt" >nul 2>nul && "%py%" -c "%fits%" >nul 2>nul && exit /b 0
echo Chuẩn bị lần đầu, mất vài phút / first set-up, a few minutes ...
if exist "%py%" "%py%" -c "%fits%" >nul 2>nul && goto packages
set "python="
for %%v in (3.13 3.12 3.11) do if not defined python py -%%v -c "%fits%" >nul 2>nul && set "python=py -%%v"
if not defined python python -c "%fits%" >nul 2>nul && set "python=python"
if not defined python (
  echo Máy chưa có Python 3.11 - 3.13. Hãy tải bản 3.13 ở www.python.org, cài đặt ^(chọn "Add python.exe to PATH"^) rồi chạy lại.
  echo Python 3.11 to 3.13 is needed. Install 3.13 from www.python.org, then run this again.
  exit /b 1
)
%python% -m venv --clear "%root%.venv" || exit /b 1

:packages
set PIP_DISABLE_PIP_VERSION_CHECK=1
"%py%" -m pip install --require-hashes -r "%root%requirements.txt" || (
  echo Không tải được các gói Python. Hãy kiểm tra mạng rồi chạy lại.
  echo The Python packages could not be fetched. Check the network, then run this again.
  exit /b 1
)
copy /y "%root%requirements.txt" "%root%.venv\set-up.txt" >nul
exit /b 0
