@echo off
rem Set up everything the program needs, then start it. A second run changes nothing and needs no network.
rem
rem   run               the window, on made-up sample data
rem   run --            the window, on your own data
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
set "fits=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))"
set "same=import sys, pathlib; a, b = map(pathlib.Path, sys.argv[1:]); sys.exit(not b.exists() or a.read_bytes() != b.read_bytes())"

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
findstr /b /c:"rem   run" "%root%run.cmd"
exit /b 2

:known
call :set_up
if %errorlevel% neq 0 exit /b 1
if "%command%"=="window" "%py%" "%root%main.py" --sample
if "%command%"=="--" "%py%" "%root%main.py" %rest%
if "%command%"=="test" call :tests
if "%command%"=="check" call :checks
if "%command%"=="bench" call :bench
exit /b %errorlevel%

:tests
cd /d "%root%"
set QT_QPA_PLATFORM=offscreen
if not defined rest set rest=-n auto --dist loadfile -m "not display"
"%py%" -m pytest %rest%
exit /b %errorlevel%

:bench
cd /d "%root%"
set QT_QPA_PLATFORM=offscreen
"%py%" -m tests.bench %rest%
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
rem The stamp is a copy of the list that was installed: while both are the same, nothing is left to do.
if not exist "%py%" goto make
"%py%" -c "%same%" "%root%requirements.txt" "%root%.venv\set-up.txt" 2>nul
if %errorlevel% equ 0 exit /b 0
"%py%" -c "%fits%" 2>nul
if %errorlevel% equ 0 goto packages

:make
echo Chuẩn bị lần đầu, mất vài phút / first set-up, a few minutes ...
set "python="
call :try py -3.13
call :try py -3.12
call :try py -3.11
call :try python
if not defined python call :get_python
if not defined python goto no_python
%python% -m venv --clear "%root%.venv"
if %errorlevel% neq 0 exit /b 1

:packages
set PIP_DISABLE_PIP_VERSION_CHECK=1
"%py%" -m pip install --require-hashes -r "%root%requirements.txt"
if %errorlevel% neq 0 goto no_packages
copy /y "%root%requirements.txt" "%root%.venv\set-up.txt" >nul
exit /b 0

:try
rem A command may be there and still not run: the Store's stand-in for python only opens the Store.
if defined python exit /b 0
%* -c "%fits%" >nul 2>nul
if %errorlevel% equ 0 set "python=%*"
exit /b 0

:get_python
rem winget comes with Windows 11 and most of Windows 10; what it installs is on the path of later windows only.
where winget >nul 2>nul
if %errorlevel% neq 0 exit /b 0
echo Đang cài Python 3.13 / installing Python 3.13 ...
winget install --exact --id Python.Python.3.13 --source winget --scope user --silent --accept-package-agreements --accept-source-agreements
call :try "%LocalAppData%\Programs\Python\Python313\python.exe"
call :try "%LocalAppData%\Programs\Python\Launcher\py.exe" -3.13
exit /b 0

:no_python
echo Máy chưa có Python 3.11 - 3.13. Hãy tải bản 3.13 ở www.python.org, khi cài nhớ chọn "Add python.exe to PATH", rồi chạy lại.
echo Python 3.11 to 3.13 is needed. Install 3.13 from www.python.org, then run this again.
if "%command%"=="window" pause
exit /b 1

:no_packages
echo Không tải được các gói Python. Hãy kiểm tra mạng rồi chạy lại.
echo The Python packages could not be fetched. Check the network, then run this again.
if "%command%"=="window" pause
exit /b 1
